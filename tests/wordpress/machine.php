<?php
// A must-use plugin: what differs because this WordPress, and what it embeds, are on one machine; and what an
// administrator sets once for the whole site, which here each visit chooses in its query.

// WordPress asks no address of its own machine and no unusual port for what a pasted address shows.
add_filter('http_request_host_is_external', '__return_true');
add_filter('http_allowed_safe_ports', fn($ports, $host, $url) => [...$ports, wp_parse_url($url, PHP_URL_PORT)], 10, 3);
add_filter('pre_wp_mail', '__return_true');
// Pictures of persons would come from another site.
add_filter('pre_option_show_avatars', '__return_zero');

// Blocks that could be installed are asked for at wordpress.org.
remove_action('enqueue_block_editor_assets', 'wp_enqueue_editor_block_directory_assets');

// ?theme=twentytwentyone
foreach (['template', 'stylesheet'] as $option) {
  add_filter("pre_option_$option", fn() => $_GET['theme'] ?? 'twentytwentythree');
}

// ?locale=fr_FR: the language of the site, and of who works on it.
add_filter('locale', fn($locale) => $_GET['locale'] ?? $locale);

// ?script=https://…/embed.js: once in the head of every page, as "header and footer" plugins let one put it.
add_action('wp_head', function () {
  if (isset($_GET['script'])) echo '<script async src="', esc_url($_GET['script']), '"></script>';
});
