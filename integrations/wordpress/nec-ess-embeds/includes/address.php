<?php
/**
 * The address of the site that the components come from.
 *
 * @package NecEss\Embeds
 */

namespace NecEss\Embeds;

defined( 'ABSPATH' ) || exit;

/** The option that holds it. */
const ADDRESS = 'nec_ess_embeds_address';

/** Hosts on this machine, which nobody listens in on. */
const LOCAL_HOSTS = array( 'localhost', '127.0.0.1', '[::1]' );

/**
 * The address, without a slash at its end; '' while there is none.
 */
function address(): string {
	return (string) get_option( ADDRESS, '' );
}

/**
 * Reads what was typed as an address.
 *
 * @param string $typed What was typed.
 * @return string|null The address as it is kept; null if it is none: https, or http on this machine, and no path.
 */
function read_address( string $typed ): ?string {
	$typed = rtrim( trim( $typed ), '/' );
	if ( ! preg_match( '#^(https?)://([\p{L}\p{N}][\p{L}\p{M}\p{N}.-]*|\[::1\])(:\d{1,5})?$#iu', $typed, $parts ) ) {
		return null;
	}
	$is_safe = 'https' === strtolower( $parts[1] ) || in_array( strtolower( $parts[2] ), LOCAL_HOSTS, true );
	return $is_safe ? strtolower( $typed ) : null;
}
