<?php
/**
 * What goes when the plugin is deleted: all that it has stored.
 *
 * @package NecEss\Embeds
 */

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

delete_option( 'nec_ess_embeds_address' );
