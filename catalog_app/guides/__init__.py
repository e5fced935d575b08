"""Domains and the ministries' guides a catalogue starts from."""
