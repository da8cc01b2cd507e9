"""Follow the descent and its flow: hitting times and flow times, certified."""
