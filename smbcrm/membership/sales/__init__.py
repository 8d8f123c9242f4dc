"""What happens at the till: sale, top-up, redemption, and taking them back."""
