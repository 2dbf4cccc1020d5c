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
	$unknown = array_diff_key( (array) $values, defaults() );
	$unknown = array_filter( array_keys( $unknown ), 'is_string' );
	$values  = shortcode_atts( defaults(), $values, 'nec_ess' );
	$notes   = array();
	foreach ( $unknown as $name ) {
		/* translators: 1: the name that was written, 2: those that exist. */
		$notes[] = sprintf( __( 'nec_ess: %1$s is not known; expected: %2$s', 'nec-ess-embeds' ), $name, implode( ', ', array_keys( defaults() ) ) );
	}
	// What else may be wrong is told by the script of the site.
	$notes = array( ...$notes, ...wrong_looks( $values ) );
	$notes = array_map( fn( $note ) => '<p role="note">' . esc_html( $note ) . '</p>', $notes );
	return implode( '', $notes ) . component( $values, __NAMESPACE__ . '\write_attributes' );
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
