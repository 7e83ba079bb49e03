"""What every room stands on: clock, money, ids, text, settings, Actor, tenancy, encryption, audit; knows no domain."""
