<?php
// Installs WordPress as its own installer would, with an administrator and an author, and prints how each signs in: by
// the interface, and in a browser.

define('WP_INSTALLING', true);
$_SERVER['HTTP_HOST'] = parse_url(getenv('WP_TEST_ORIGIN'), PHP_URL_HOST) . ':' . parse_url(getenv('WP_TEST_ORIGIN'), PHP_URL_PORT);
require __DIR__ . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';

$passwords = ['admin' => wp_generate_password(), 'author' => wp_generate_password()];
$made = wp_install('A real site', 'admin', 'admin@example.org', true, '', $passwords['admin']);
$author = wp_insert_user(['user_login' => 'author', 'user_pass' => $passwords['author'], 'user_email' => 'author@example.org', 'role' => 'author']);
$signs = [];
foreach (['admin' => $made['user_id'], 'author' => $author] as $name => $id) {
  [$password] = WP_Application_Passwords::create_new_application_password($id, ['name' => 'test']);
  $signs[$name] = 'Basic ' . base64_encode("$name:$password");
  // The editor greets nobody, with pictures from another site.
  update_user_meta($id, $wpdb->prefix . 'persisted_preferences', ['core/edit-post' => ['welcomeGuide' => false], 'core' => ['welcomeGuide' => false], '_modified' => gmdate('c')]);
}
echo json_encode(['version' => get_bloginfo('version'), 'signs' => $signs, 'passwords' => $passwords]);
