<?php
/**
 * What can be chosen of a component, in one place.
 *
 * @package NecEss\Embeds
 */

namespace NecEss\Embeds;

defined( 'ABSPATH' ) || exit;

/**
 * Each attribute by its name in the block and in the shortcode. From this follow the attributes of both, the fields of
 * the sidebar, and the data-… attributes of the HTML:
 *
 * - label, help: the field's words;
 * - options:     words by value, if only these are possible;
 * - is_colour:   the value is a colour, #rrggbb;
 * - only_for:    the component that has it, if the others do not;
 * - default:     '' without one;
 * - data:        the name after data-, if it is not the attribute's own;
 * - is_style:    something else than a data-… attribute comes of it (component.php).
 */
function attributes(): array {
	$lang = language( determine_locale() );
	return array(
		'component' => array(
			'label'   => __( 'Component', 'nec-ess-embeds' ),
			'options' => titles( $lang, false ),
			'default' => 'registration',
			'data'    => 'soga',
		),
		'page'      => array(
			'label'    => __( 'Questions', 'nec-ess-embeds' ),
			'options'  => array( '' => __( 'All questions', 'nec-ess-embeds' ) ) + titles( $lang, true ),
			'only_for' => 'faq',
		),
		'lang'      => array(
			'label'   => __( 'Language', 'nec-ess-embeds' ),
			'options' => array(
				''   => __( 'That of this site', 'nec-ess-embeds' ),
				'fr' => 'Français',
				'en' => 'English',
			),
		),
		'theme'     => array(
			'label'   => __( 'Colours', 'nec-ess-embeds' ),
			'options' => array(
				'light' => __( 'Light', 'nec-ess-embeds' ),
				'dark'  => __( 'Dark', 'nec-ess-embeds' ),
				'auto'  => __( 'To match the visitor’s device', 'nec-ess-embeds' ),
			),
			'default' => 'light',
		),
		'accent'    => array(
			'label'     => __( 'Colour of the main button', 'nec-ess-embeds' ),
			'is_colour' => true,
			'is_style'  => true,
		),
		'source'    => array(
			'label' => __( 'Where people come from', 'nec-ess-embeds' ),
			'help'  => __( 'A word for the organisers’ exports, such as newsletter-11.', 'nec-ess-embeds' ),
		),
		'thanks'    => array(
			'label' => __( 'Page of thanks', 'nec-ess-embeds' ),
			'help'  => __( 'A page of this site, such as /thanks/. It follows once a form is stored and its mail on the way.', 'nec-ess-embeds' ),
		),
		'endpoint'  => array(
			'label' => __( 'Address of another form service', 'nec-ess-embeds' ),
			'help'  => __( 'Only if the forms are not to be stored by the NEC ESS site itself.', 'nec-ess-embeds' ),
		),
	);
}

/**
 * The value of each attribute when nothing is chosen.
 */
function defaults(): array {
	return array_map( fn( $about ) => $about['default'] ?? '', attributes() );
}

/**
 * The values with nothing left open, and none that the component does not have: where no language was chosen, it is
 * that of this site.
 *
 * @param array $values Those that were chosen, by name.
 */
function resolved( array $values ): array {
	$values = array_merge( defaults(), $values );
	foreach ( attributes() as $name => $about ) {
		if ( isset( $about['only_for'] ) && $about['only_for'] !== $values['component'] ) {
			$values[ $name ] = '';
		}
	}
	$values['lang'] = '' === $values['lang'] ? language( get_locale() ) : $values['lang'];
	return $values;
}
