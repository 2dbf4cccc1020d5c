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
 * - only_for:    the components that have it, if the others do not;
 * - default:     '' without one;
 * - data:        the name after data-, if it is not the attribute's own;
 * - is_style:    something else than a data-… attribute comes of it (component.php);
 * - answers:     the question that it answers beforehand; these are in a part of the sidebar by themselves;
 * - hideable:    that question need not be shown;
 * - has_field:   false if the sidebar sets it by the fields of others.
 */
function attributes(): array {
	$lang  = language( determine_locale() );
	$forms = kinds_of_forms();
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
			'only_for' => array( 'faq' ),
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
		'radius'    => array(
			'label'    => __( 'Roundness of the corners, in pixels', 'nec-ess-embeds' ),
			'help'     => __( 'From 0 to 99; 3 if you write nothing.', 'nec-ess-embeds' ),
			'is_style' => true,
			'only_for' => $forms,
		),
		'font'      => array(
			'label'    => __( 'Typeface', 'nec-ess-embeds' ),
			'help'     => __( 'Names with commas, such as Georgia, serif. If you write none, that of the visitor’s device.', 'nec-ess-embeds' ),
			'is_style' => true,
		),
		'button'    => array(
			'label'    => __( 'Text of a link that opens it', 'nec-ess-embeds' ),
			'help'     => __( 'If you write one, the page shows a link with this text, which opens the component in a window over the page.', 'nec-ess-embeds' ),
			'is_style' => true,
		),
		'source'    => array(
			'label'    => __( 'Where people come from', 'nec-ess-embeds' ),
			'help'     => __( 'A word for the organisers’ exports, such as newsletter-11.', 'nec-ess-embeds' ),
			'only_for' => $forms,
		),
		'thanks'    => array(
			'label'    => __( 'Page of thanks', 'nec-ess-embeds' ),
			'help'     => __( 'A page of this site, such as /thanks/. It follows once a form is stored and its mail on the way.', 'nec-ess-embeds' ),
			'only_for' => $forms,
		),
		'endpoint'  => array(
			'label' => __( 'Address of another form service', 'nec-ess-embeds' ),
			'help'  => __( 'Only if the forms are not to be stored by the NEC ESS site itself.', 'nec-ess-embeds' ),
		),
		'hide'      => array(
			'label'     => __( 'Questions that are not shown', 'nec-ess-embeds' ),
			'only_for'  => $forms,
			'has_field' => false,
		),
	) + answers( $lang );
}

/**
 * An attribute for each question that may be answered beforehand, as those of attributes().
 *
 * @param string $lang The language of its words.
 */
function answers( string $lang ): array {
	$answers = array();
	foreach ( offers() as $offer ) {
		foreach ( $offer['lang'] === $lang ? $offer['fields'] : array() as $field ) {
			$name      = "prefill-{$field['name']}";
			$only_for  = $answers[ $name ]['only_for'] ?? array();
			$attribute = array(
				'label'    => $field['label'],
				'only_for' => array( ...$only_for, $offer['kind'] ),
				'answers'  => $field['name'],
				'hideable' => $field['may_be_hidden'],
			);
			if ( $field['choices'] ) {
				$attribute['options'] = array( '' => __( 'No answer', 'nec-ess-embeds' ) ) + array_column( $field['choices'], 1, 0 );
			}
			$answers[ $name ] = $attribute;
		}
	}
	return $answers;
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
		if ( isset( $about['only_for'] ) && ! in_array( $values['component'], $about['only_for'], true ) ) {
			$values[ $name ] = '';
		}
	}
	// Those of another component, or without an answer, would be none. A name that no question has is told by the script.
	$hidden = preg_split( '/[ ,]+/', $values['hide'], -1, PREG_SPLIT_NO_EMPTY );
	$hidden = array_filter( $hidden, fn( $name ) => '' !== ( $values[ "prefill-$name" ] ?? $name ) );

	$values['hide'] = implode( ',', $hidden );
	$values['lang'] = '' === $values['lang'] ? language( get_locale() ) : $values['lang'];
	return $values;
}
