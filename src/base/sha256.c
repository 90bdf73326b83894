#include "plangate/base/sha256.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { BLOCK_BYTES = 64, ROUNDS = 64, WORDS = 8 };

static const uint32_t round_constants[ROUNDS] = {
	0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4,
	0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe,
	0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f,
	0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7,
	0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc,
	0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b,
	0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116,
	0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
	0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7,
	0xc67178f2};

static uint32_t rotate(uint32_t x, int n)
{
	return x >> n | x << (32 - n);
}

static uint32_t read_word(const unsigned char *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

static void write_word(unsigned char *p, uint32_t word)
{
	for (int i = 0; i < 4; i++)
		p[i] = (unsigned char)(word >> (24 - 8 * i));
}

static void expand(const unsigned char *block, uint32_t schedule[ROUNDS])
{
	for (int i = 0; i < 16; i++)
		schedule[i] = read_word(block + 4 * i);
	for (int i = 16; i < ROUNDS; i++) {
		uint32_t a = schedule[i - 15], b = schedule[i - 2];

		schedule[i] = schedule[i - 16] + schedule[i - 7] +
			      (rotate(a, 7) ^ rotate(a, 18) ^ a >> 3) +
			      (rotate(b, 17) ^ rotate(b, 19) ^ b >> 10);
	}
}

static void compress(uint32_t state[WORDS], const unsigned char *block)
{
	uint32_t schedule[ROUNDS], v[WORDS];

	expand(block, schedule);
	memcpy(v, state, sizeof(v));
	for (int i = 0; i < ROUNDS; i++) {
		uint32_t first =
			v[7] + (rotate(v[4], 6) ^ rotate(v[4], 11) ^ rotate(v[4], 25)) +
			((v[4] & v[5]) ^ (~v[4] & v[6])) + round_constants[i] + schedule[i];
		uint32_t second = (rotate(v[0], 2) ^ rotate(v[0], 13) ^ rotate(v[0], 22)) +
				  ((v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]));

		memmove(v + 1, v, (WORDS - 1) * sizeof(*v));
		v[4] += first;
		v[0] = first + second;
	}
	for (int i = 0; i < WORDS; i++)
		state[i] += v[i];
}

/* The last bytes, a 1 bit, zeros and the length in bits: one block or two. */
static void finish(uint32_t state[WORDS], const unsigned char *rest, size_t left,
		   size_t len)
{
	unsigned char tail[2 * BLOCK_BYTES] = {0};
	size_t size = left + 9 > BLOCK_BYTES ? 2 * BLOCK_BYTES : BLOCK_BYTES;
	uint64_t bits = (uint64_t)len * 8;

	if (left)
		memcpy(tail, rest, left);
	tail[left] = 0x80;
	write_word(tail + size - 8, (uint32_t)(bits >> 32));
	write_word(tail + size - 4, (uint32_t)bits);
	for (size_t at = 0; at < size; at += BLOCK_BYTES)
		compress(state, tail + at);
}

void sha256(const void *data, size_t len, unsigned char digest[SHA256_BYTES])
{
	uint32_t state[WORDS] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
				 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
	const unsigned char *bytes = data;
	size_t left = len;

	for (; left >= BLOCK_BYTES; left -= BLOCK_BYTES, bytes += BLOCK_BYTES)
		compress(state, bytes);
	finish(state, bytes, left, len);
	for (int i = 0; i < WORDS; i++)
		write_word(digest + 4 * i, state[i]);
}

void sha256_hex(const void *data, size_t len, char hex[SHA256_HEX + 1])
{
	unsigned char digest[SHA256_BYTES];

	sha256(data, len, digest);
	for (int i = 0; i < SHA256_BYTES; i++)
		snprintf(hex + 2 * i, 3, "%02x", digest[i]);
}
