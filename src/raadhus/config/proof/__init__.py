"""The proof that a town works: visitors who know nothing of the inside, and what they must see."""
