<?php
/**
 * A component in a page, as visitors get it.
 *
 * @package NecEss\Embeds
 */

namespace NecEss\Embeds;

defined( 'ABSPATH' ) || exit;

/** The name of the script in WordPress. */
const SCRIPT = 'nec-ess-embeds';

/**
 * What stands in the tag of the component, attribute by attribute, not yet escaped.
 *
 * A wrong value stands there too: the script says in the component's place what was expected.
 *
 * @param array $values The values of the attributes, by name.
 */
function tag( array $values ): array {
	$tag = array();
	foreach ( attributes() as $name => $about ) {
		if ( '' !== $values[ $name ] && ! isset( $about['is_style'] ) ) {
			$tag[ 'data-' . ( $about['data'] ?? $name ) ] = $values[ $name ];
		}
	}
	$offer = offer( $values );
	$style = '';
	if ( '' !== $values['button'] ) {
		$tag['data-component'] = $tag['data-soga'];
		$tag['data-soga']      = 'button';
	} elseif ( $offer ) {
		// The page does not jump when the component comes.
		$style = "min-height:{$offer['height']}px;";
	}
	foreach ( looks( $values ) as $name => $look ) {
		$style .= "--soga-$name:$look;";
	}
	return '' === $style ? $tag : $tag + array( 'style' => $style );
}

/**
 * The component: a `div` that the script fills, with the link that stays where no script runs.
 *
 * @param array    $values The values of the attributes, by name.
 * @param callable $write  Writes the attributes of the tag as HTML.
 * @return string '' as long as nobody has said where the site is.
 */
function component( array $values, callable $write ): string {
	$address = address();
	if ( '' === $address ) {
		return '';
	}
	wp_enqueue_script( SCRIPT, "$address/embed.js", array(), null, true ); // phpcs:ignore WordPress.WP.EnqueuedResourceParameters.MissingVersion -- Its address never changes.
	$values = resolved( $values );
	$offer  = offer( $values );
	return sprintf(
		'<div %s><a href="%s">%s</a></div>',
		$write( tag( $values ) ),
		esc_url( $address . ( $offer['link'] ?? '/' ) ),
		esc_html( '' === $values['button'] ? $offer['title'] ?? 'NEC ESS' : $values['button'] )
	);
}

add_filter(
	'script_loader_tag',
	fn( $tag, $handle ) => SCRIPT === $handle ? str_replace( ' src=', ' async src=', $tag ) : $tag,
	10,
	2
);
