<?php
// Installs WordPress as its own installer would, with an administrator and an author, and prints how each signs in.

define('WP_INSTALLING', true);
$_SERVER['HTTP_HOST'] = parse_url(getenv('WP_TEST_ORIGIN'), PHP_URL_HOST) . ':' . parse_url(getenv('WP_TEST_ORIGIN'), PHP_URL_PORT);
require __DIR__ . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';

$made = wp_install('A real site', 'admin', 'admin@example.org', true, '', wp_generate_password());
$author = wp_insert_user(['user_login' => 'author', 'user_pass' => wp_generate_password(), 'user_email' => 'author@example.org', 'role' => 'author']);
$signs = [];
foreach (['admin' => $made['user_id'], 'author' => $author] as $name => $id) {
  [$password] = WP_Application_Passwords::create_new_application_password($id, ['name' => 'test']);
  $signs[$name] = 'Basic ' . base64_encode("$name:$password");
}
echo json_encode(['version' => get_bloginfo('version'), 'signs' => $signs]);
