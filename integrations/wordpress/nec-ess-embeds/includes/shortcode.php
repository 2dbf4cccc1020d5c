<?php
/**
 * The shortcode: [nec_ess component="faq" page="studies" lang="en"].
 *
 * @package NecEss\Embeds
 */

namespace NecEss\Embeds;

defined( 'ABSPATH' ) || exit;

add_action( 'init', fn() => add_shortcode( 'nec_ess', __NAMESPACE__ . '\render_shortcode' ) );

/**
 * The shortcode as HTML.
 *
 * @param array|string $values The values of the attributes, by name; '' without any.
 */
function render_shortcode( $values ): string {
	$values = shortcode_atts( defaults(), $values, 'nec_ess' );
	$note   = '';
	// What else may be wrong is told by the script of the site.
	if ( '' !== $values['accent'] && ! read_colour( $values['accent'] ) ) {
		/* translators: %s: what was written. */
		$message = sprintf( __( 'nec_ess: accent="%s" is not known; expected: a colour such as #1a5fb4', 'nec-ess-embeds' ), $values['accent'] );
		$note    = '<p role="note">' . esc_html( $message ) . '</p>';
	}
	return $note . component( $values, __NAMESPACE__ . '\write_attributes' );
}

/**
 * Attributes of a tag as HTML.
 *
 * @param array $attributes Values by name.
 */
function write_attributes( array $attributes ): string {
	$written = array_map( fn( $name, $value ) => $name . '="' . esc_attr( $value ) . '"', array_keys( $attributes ), $attributes );
	return implode( ' ', $written );
}
