<?php
/**
 * Plugin Name:       NEC ESS embeds
 * Description:       Shows the forms, the questions or the programme of a NEC ESS site in your pages, by a block or a shortcode.
 * Version:           1.2.1
 * Requires at least: 6.1
 * Requires PHP:      8.2
 * Author:            Social Good Accelerator
 * Author URI:        https://socialgoodaccelerator.eu/
 * License:           EUPL-1.2
 * License URI:       https://joinup.ec.europa.eu/collection/eupl/eupl-text-eupl-12
 * Text Domain:       nec-ess-embeds
 * Domain Path:       /languages
 *
 * @package NecEss\Embeds
 */

namespace NecEss\Embeds;

defined( 'ABSPATH' ) || exit;

const VERSION = '1.2.1';

require __DIR__ . '/includes/address.php';
require __DIR__ . '/includes/offers.php';
require __DIR__ . '/includes/attributes.php';
require __DIR__ . '/includes/colour.php';
require __DIR__ . '/includes/looks.php';
require __DIR__ . '/includes/component.php';
require __DIR__ . '/includes/preview.php';
require __DIR__ . '/includes/block.php';
require __DIR__ . '/includes/shortcode.php';
require __DIR__ . '/includes/settings.php';

add_action(
	'init',
	function () {
		load_plugin_textdomain( 'nec-ess-embeds', false, basename( __DIR__ ) . '/languages' );
	},
	// Before whatever speaks.
	1
);

// Belgium, Canada and others read the same French.
add_filter(
	'load_textdomain_mofile',
	fn( $file, $domain ) => 'nec-ess-embeds' === $domain ? preg_replace( '/-fr_\w+\.mo$/', '-fr_FR.mo', $file ) : $file,
	10,
	2
);
