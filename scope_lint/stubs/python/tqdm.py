"""tqdm: what it goes through is what it was given."""


class tqdm:
    def __init__(self, iterable=None, *args, **options):
        self.iterable = iterable
        self.n = 0

    def __iter__(self):
        return iter(self.iterable)

    def __len__(self):
        return len(self.iterable)

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        return None

    def update(self, n=1):
        pass

    def close(self):
        pass

    def set_description(self, *args, **options):
        pass

    set_postfix = set_description_str = set_postfix_str = refresh = clear = reset = display = set_description

    @classmethod
    def write(cls, s, **options):
        pass


tqdm_notebook = tqdm_gui = tqdm


def trange(*args, **options):
    return tqdm(range(*args))


tnrange = trange
