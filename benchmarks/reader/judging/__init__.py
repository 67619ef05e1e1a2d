"""What the trained reader is good for, on reports that it did not see."""
