"""From a set-up to the load on both hips: path, attachments, forces, moments."""
