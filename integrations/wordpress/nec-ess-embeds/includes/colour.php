<?php
/**
 * Colours, and which text can be read on them.
 *
 * @package NecEss\Embeds
 */

namespace NecEss\Embeds;

defined( 'ABSPATH' ) || exit;

/** The text on the buttons of the site, then those for where it cannot be read. */
const TEXTS = array( '#17204a', '#ffffff', '#000000' );

/** The least contrast of text with what is behind it: WCAG 2.2, success criterion 1.4.3. */
const LEAST_RATIO = 4.5;

/**
 * Reads a colour.
 *
 * @param string $text A colour such as #fb3 or #ffbb33.
 * @return string|null As #rrggbb; null if it is none.
 */
function read_colour( string $text ): ?string {
	$text = strtolower( trim( $text ) );
	$text = preg_replace( '/^#(.)(.)(.)$/', '#$1$1$2$2$3$3', $text );
	return preg_match( '/^#[0-9a-f]{6}$/D', $text ) ? $text : null;
}

/**
 * The first text that can be read on a colour; on any, one of them can.
 *
 * @param string $colour The colour, #rrggbb.
 */
function text_on( string $colour ): string {
	foreach ( TEXTS as $text ) {
		$lights = array( luminance( $colour ) + 0.05, luminance( $text ) + 0.05 );
		if ( max( $lights ) / min( $lights ) >= LEAST_RATIO ) {
			return $text;
		}
	}
	return $text;
}

/**
 * Relative luminance as WCAG 2.2 defines it: 0 for black, 1 for white.
 *
 * @param string $colour The colour, #rrggbb.
 */
function luminance( string $colour ): float {
	$shares = array_map( fn( $part ) => hexdec( $part ) / 255, str_split( substr( $colour, 1 ), 2 ) );
	$shares = array_map( fn( $share ) => $share <= 0.04045 ? $share / 12.92 : ( ( $share + 0.055 ) / 1.055 ) ** 2.4, $shares );
	return 0.2126 * $shares[0] + 0.7152 * $shares[1] + 0.0722 * $shares[2];
}

/**
 * What a colour of the main button brings with it, by what `--soga-` and the address of a frame call it.
 *
 * @param string $accent What was chosen as the colour.
 */
function button_colours( string $accent ): array {
	$colour = read_colour( $accent );
	if ( ! $colour ) {
		return array();
	}
	$text = text_on( $colour );
	return array( 'accent' => $colour ) + ( TEXTS[0] === $text ? array() : array( 'on-accent' => $text ) );
}
