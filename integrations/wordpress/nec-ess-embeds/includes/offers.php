<?php
/**
 * What the site can show in other sites.
 *
 * @package NecEss\Embeds
 */

namespace NecEss\Embeds;

defined( 'ABSPATH' ) || exit;

/**
 * Every component in every language, as the site that this plugin was built with lists them (embeds.json): 'kind',
 * 'lang', 'page', 'path', 'link', 'title', 'height', 'fields'.
 */
function offers(): array {
	static $offers = null;
	$offers      ??= wp_json_file_decode( dirname( __DIR__ ) . '/embeds.json', array( 'associative' => true ) );
	return $offers;
}

/**
 * The component that these values ask for; null if there is none.
 *
 * @param array $values The values of the attributes, by name.
 */
function offer( array $values ): ?array {
	foreach ( offers() as $offer ) {
		if ( array( $offer['kind'], $offer['lang'], (string) $offer['page'] ) === array( $values['component'], $values['lang'], $values['page'] ) ) {
			return $offer;
		}
	}
	return null;
}

/**
 * What the components of one language are called, by kind; or what the questions of single pages are, by page.
 *
 * @param string $lang  The language.
 * @param bool   $pages Whether single pages are asked for.
 */
function titles( string $lang, bool $pages ): array {
	$of_lang = array_filter( offers(), fn( $offer ) => $offer['lang'] === $lang && isset( $offer['page'] ) === $pages );
	return array_column( $of_lang, 'title', $pages ? 'page' : 'kind' );
}

/**
 * The kinds of those that are forms.
 */
function kinds_of_forms(): array {
	return array_values( array_unique( array_column( array_filter( offers(), fn( $offer ) => $offer['fields'] ), 'kind' ) ) );
}

/**
 * The language of the site for whoever speaks that of this locale.
 *
 * @param string $locale The locale, such as en_GB.
 */
function language( string $locale ): string {
	return str_starts_with( $locale, 'en' ) ? 'en' : 'fr';
}
