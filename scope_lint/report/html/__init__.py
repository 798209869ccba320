"""One HTML page: findings beside the source, and the scope tree of each model. It asks nothing of the network."""

from scope_lint.report.html.page import check_html, names_html

__all__ = ["check_html", "names_html"]
