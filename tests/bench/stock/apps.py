from django.apps import AppConfig


class Stock(AppConfig):
    name = "tests.bench.stock"
    label = "stock"
