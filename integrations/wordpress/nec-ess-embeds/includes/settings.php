<?php
/**
 * Settings → NEC ESS: the address of the site.
 *
 * @package NecEss\Embeds
 */

namespace NecEss\Embeds;

defined( 'ABSPATH' ) || exit;

/** The page, and the group of its options. */
const SETTINGS = 'nec-ess-embeds';

/**
 * Where the page is.
 */
function settings_url(): string {
	return admin_url( 'options-general.php?page=' . SETTINGS );
}

// WordPress checks the nonce of settings_fields() and the right to manage options before it stores one of these.
add_action(
	'admin_init',
	fn() => register_setting( SETTINGS, ADDRESS, array( 'sanitize_callback' => __NAMESPACE__ . '\sanitize_address' ) )
);

add_action(
	'admin_menu',
	fn() => add_options_page( 'NEC ESS', 'NEC ESS', 'manage_options', SETTINGS, __NAMESPACE__ . '\show_settings' )
);

add_filter(
	'plugin_action_links_' . plugin_basename( dirname( __DIR__ ) . '/nec-ess-embeds.php' ),
	fn( $links ) => array( sprintf( '<a href="%s">%s</a>', esc_url( settings_url() ), esc_html__( 'Settings', 'nec-ess-embeds' ) ), ...$links )
);

/**
 * What is stored of what was typed: if it is no address, what was stored before, and a message.
 *
 * @param mixed $typed What was typed.
 */
function sanitize_address( $typed ): string {
	$typed = is_string( $typed ) ? trim( $typed ) : '';
	if ( '' === $typed ) {
		return '';
	}
	$address = read_address( $typed );
	if ( null !== $address ) {
		return $address;
	}
	$message = sprintf(
		/* translators: %s: what was typed. */
		__( '“%s” is not the address of a site. Expected: https:// and the name of the site, without a path, for example https://nec-ess.example. Plain http is possible on this machine only, for example http://localhost:8080. Nothing was changed.', 'nec-ess-embeds' ),
		$typed
	);
	add_settings_error( ADDRESS, 'not-an-address', esc_html( $message ) );
	return address();
}

/**
 * The page.
 */
function show_settings() {
	if ( ! current_user_can( 'manage_options' ) ) {
		return;
	}
	?>
	<div class="wrap">
		<h1>NEC ESS</h1>
		<form action="options.php" method="post">
			<?php settings_fields( SETTINGS ); ?>
			<table class="form-table" role="presentation">
				<tr>
					<th scope="row"><label for="nec-ess-address"><?php esc_html_e( 'Address of the NEC ESS site', 'nec-ess-embeds' ); ?></label></th>
					<td>
						<input class="regular-text code" id="nec-ess-address" name="<?php echo esc_attr( ADDRESS ); ?>" type="text" inputmode="url" value="<?php echo esc_attr( address() ); ?>" placeholder="https://nec-ess.example" aria-describedby="nec-ess-address-help">
						<p class="description" id="nec-ess-address-help"><?php esc_html_e( 'With https:// and without a path. The components and their script come from there; as long as it is empty, visitors see nothing of them.', 'nec-ess-embeds' ); ?></p>
					</td>
				</tr>
			</table>
			<?php submit_button(); ?>
		</form>
		<p>
			<?php
			/* translators: %s: a shortcode. */
			printf( esc_html__( 'Then add the block “NEC ESS” to a page, or write the shortcode %s.', 'nec-ess-embeds' ), '<code>[nec_ess component="registration"]</code>' );
			?>
		</p>
	</div>
	<?php
}
