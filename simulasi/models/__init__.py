"""Tables. No business decisions; never services, never the clock. Importing the package makes the metadata complete."""

from simulasi.models import account, attempt, bundle, crew, curriculum, device, erased, forum, member, pack, rollup, wilayah

__all__ = ["account", "attempt", "bundle", "crew", "curriculum", "device", "erased", "forum", "member", "pack", "rollup", "wilayah"]
