<?php
/**
 * The block.
 *
 * @package NecEss\Embeds
 */

namespace NecEss\Embeds;

defined( 'ABSPATH' ) || exit;

/** The name of the editor's script, in block.json too. */
const EDITOR_SCRIPT = 'nec-ess-embeds-editor';

add_action(
	'init',
	function () {
		wp_register_script(
			EDITOR_SCRIPT,
			plugins_url( 'editor.js', __DIR__ ),
			array( 'wp-block-editor', 'wp-blocks', 'wp-components', 'wp-element', 'wp-server-side-render' ),
			VERSION,
			true
		);
		register_block_type(
			dirname( __DIR__ ),
			array(
				'attributes'      => array_map(
					fn( $value ) => array(
						'type'    => 'string',
						'default' => $value,
					),
					defaults()
				),
				'render_callback' => __NAMESPACE__ . '\render_block',
			)
		);
	}
);

add_action(
	'enqueue_block_editor_assets',
	function () {
		$known = array(
			'attributes' => attributes(),
			'words'      => array(
				'answers' => __( 'Answers filled in beforehand', 'nec-ess-embeds' ),
				'hide'    => __( 'Do not show this question', 'nec-ess-embeds' ),
			),
		);
		$known = wp_json_encode( $known, JSON_HEX_TAG | JSON_HEX_AMP );
		wp_add_inline_script( EDITOR_SCRIPT, "window.necEssEmbeds = $known;", 'before' );
	}
);

/**
 * The block as HTML: for visitors, or for the editor, which says so in its request.
 *
 * @param array $values The values of the attributes, by name.
 */
function render_block( array $values ): string {
	$is_editor = defined( 'REST_REQUEST' ) && REST_REQUEST && isset( $_GET['nec_ess_preview'] ); // phpcs:ignore WordPress.Security.NonceVerification -- Nothing is changed.
	return $is_editor ? preview( $values ) : component( $values, 'get_block_wrapper_attributes' );
}
