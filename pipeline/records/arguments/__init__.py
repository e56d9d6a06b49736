"""What a sentence says by itself: who fills which role, which dates, numbers, events, places and documents it holds, and whether it is so."""
