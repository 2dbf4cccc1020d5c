<?php
/**
 * A component in the editor: the page that the site has for frames, or what is missing to show it.
 *
 * @package NecEss\Embeds
 */

namespace NecEss\Embeds;

defined( 'ABSPATH' ) || exit;

/**
 * The preview as HTML.
 *
 * @param array $values The values of the attributes, by name.
 */
function preview( array $values ): string {
	$address = address();
	if ( '' === $address ) {
		return notice( esc_html__( 'The address of the NEC ESS site is still missing.', 'nec-ess-embeds' ) . ' ' . way_to_settings() );
	}
	$values = resolved( $values );
	$offer  = offer( $values );
	if ( ! $offer ) {
		return notice( esc_html__( 'The NEC ESS site has no such component.', 'nec-ess-embeds' ) );
	}
	$query = array( 'theme' => $values['theme'] ) + looks( $values );
	$notes = array_map( fn( $note ) => notice( esc_html( $note ) ), wrong_looks( $values ) );
	// To look at: a click selects the block, and no form is sent from here.
	return implode( '', $notes ) . sprintf(
		'<iframe src="%s" name="%s" title="%s" inert sandbox="allow-scripts allow-same-origin" style="display:block;width:100%%;height:%dpx;border:0"></iframe>',
		esc_url( $address . $offer['path'] . '?' . http_build_query( $query ) ),
		// Answers stand in no address: many programs write those down.
		esc_attr( 'soga?' . http_build_query( given( $values ) ) ),
		esc_attr( $offer['title'] ),
		$offer['height']
	);
}

/**
 * The answers that are given, and which questions are not shown, as the name of a frame calls them.
 *
 * @param array $values The values of the attributes, by name.
 */
function given( array $values ): array {
	$query = array();
	foreach ( attributes() as $name => $about ) {
		$query[ $about['answers'] ?? '' ] = $values[ $name ];
	}
	unset( $query[''] );
	return array_filter( $query + array( 'hide' => $values['hide'] ), fn( $value ) => '' !== $value );
}

/**
 * Says in the component's place why it is not there.
 *
 * @param string $html What to say.
 */
function notice( string $html ): string {
	return "<div class=\"components-placeholder\"><p>$html</p></div>";
}

/**
 * The link to the settings, or who has it.
 */
function way_to_settings(): string {
	if ( ! current_user_can( 'manage_options' ) ) {
		return esc_html__( 'An administrator enters it in the settings.', 'nec-ess-embeds' );
	}
	return sprintf( '<a href="%s">%s</a>', esc_url( settings_url() ), esc_html__( 'Enter it in the settings', 'nec-ess-embeds' ) );
}
