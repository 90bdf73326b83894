/*
 * tls_bypass.c - keep libgit2 from parsing the system's certificates.
 *
 * git_libgit2_init() of libgit2 1.5 built with mbedTLS (Debian's) parses the whole CA bundle in
 * every process, 84 % of its start-up time, for HTTPS that plangate never speaks; no option skips
 * it. These definitions, exported by the program, take the place of mbedTLS's. With another TLS
 * backend nobody calls them.
 */

int mbedtls_x509_crt_parse_file(void *chain, const char *path);
int mbedtls_x509_crt_parse_path(void *chain, const char *path);

int mbedtls_x509_crt_parse_file(void *chain, const char *path)
{
	(void)chain;
	(void)path;
	return 0;
}

int mbedtls_x509_crt_parse_path(void *chain, const char *path)
{
	(void)chain;
	(void)path;
	return 0;
}
