"""The pages on which an athlete's tests are entered and the safety screen is answered."""
