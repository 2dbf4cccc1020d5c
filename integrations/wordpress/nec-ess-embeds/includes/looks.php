<?php
/**
 * How a component looks: colours, corners, typeface.
 *
 * @package NecEss\Embeds
 */

namespace NecEss\Embeds;

defined( 'ABSPATH' ) || exit;

/**
 * Reads how round corners are.
 *
 * @param string $text A number of pixels, such as 12 or 12px.
 * @return string|null As 12px; null if it is none.
 */
function read_radius( string $text ): ?string {
	return preg_match( '/^(\d{1,2})( ?px)?$/D', trim( $text ), $parts ) ? "{$parts[1]}px" : null;
}

/**
 * Reads a list of typefaces.
 *
 * @param string $text Names with commas, with quotation marks or without.
 * @return string|null The names without them, as the address of a frame takes them too; null if it is no such list.
 */
function read_font( string $text ): ?string {
	$text = trim( str_replace( array( '"', "'" ), '', $text ) );
	return preg_match( '/^[a-z0-9 ,-]{1,100}$/iD', $text ) ? $text : null;
}

/**
 * What was chosen of the looks, by what `--soga-` and the address of a frame call it. What cannot be read is left out.
 *
 * @param array $values The values of the attributes, by name.
 */
function looks( array $values ): array {
	$looks = array(
		'radius' => read_radius( $values['radius'] ),
		'font'   => read_font( $values['font'] ),
	);
	return button_colours( $values['accent'] ) + array_filter( $looks, 'is_string' );
}

/**
 * Says which of the looks cannot be read, and what was expected.
 *
 * @param array $values The values of the attributes, by name.
 */
function wrong_looks( array $values ): array {
	$notes = array();
	if ( '' !== $values['accent'] && ! read_colour( $values['accent'] ) ) {
		/* translators: %s: what was written. */
		$notes[] = sprintf( __( 'nec_ess: accent="%s" is not known; expected: a colour such as #1a5fb4', 'nec-ess-embeds' ), $values['accent'] );
	}
	if ( '' !== $values['radius'] && null === read_radius( $values['radius'] ) ) {
		/* translators: %s: what was written. */
		$notes[] = sprintf( __( 'nec_ess: radius="%s" is not known; expected: pixels from 0 to 99', 'nec-ess-embeds' ), $values['radius'] );
	}
	if ( '' !== $values['font'] && null === read_font( $values['font'] ) ) {
		/* translators: %s: what was written. */
		$notes[] = sprintf( __( 'nec_ess: font="%s" is not known; expected: names with commas, such as Georgia, serif', 'nec-ess-embeds' ), $values['font'] );
	}
	return $notes;
}
