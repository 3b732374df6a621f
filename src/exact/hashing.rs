//! A quick hash for indices and for short strings of bytes, which no attacker chooses.
//!
//! What is hashed with it is only looked up, never walked through: its order touches no result.

use std::hash::{BuildHasherDefault, Hasher};

/// Multiplicative hashing, word by word.
#[derive(Debug, Default, Clone, Copy)]
pub struct Mixer(u64);

/// A hash table's way of hashing by it.
pub type Mixed = BuildHasherDefault<Mixer>;

impl Hasher for Mixer {
    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }

    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.write_u64(u64::from_le_bytes(word));
        }
    }

    fn write_u32(&mut self, value: u32) {
        self.write_u64(u64::from(value));
    }

    fn write_u64(&mut self, word: u64) {
        // The odd constant is 2^64 over the golden ratio (Knuth, *The Art of Computer Programming* 3, section 6.4).
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
}
