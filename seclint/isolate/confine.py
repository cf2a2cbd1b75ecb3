"""confine: limits that the system itself holds this process to, where it has them."""

import sys

MEMORY = 2 << 30
"""Bytes of address space."""

CPU = 1200
"""Seconds of processor time for one file, of all its threads."""

WORN = 600 << 20
"""Bytes of memory from which on a process should be replaced."""

if sys.platform == "win32":

    def confine() -> None:
        """Windows has no such limits for a process of one's own; the parent's clock holds."""

    def allow_time() -> None:
        """See `confine`."""

    def most_held() -> int:
        """Never known."""
        return 0

else:
    import resource

    def confine() -> None:
        """No more memory than MEMORY, no file written, no core dump."""
        for limit, most in (
            (resource.RLIMIT_AS, MEMORY),
            (resource.RLIMIT_FSIZE, 0),
            (resource.RLIMIT_CORE, 0),
        ):
            hard = resource.getrlimit(limit)[1]
            if hard == resource.RLIM_INFINITY or most <= hard:
                resource.setrlimit(limit, (most, most))

    def allow_time() -> None:
        """CPU more seconds of processor time from now on."""
        used = resource.getrusage(resource.RUSAGE_SELF)
        most = int(used.ru_utime + used.ru_stime) + CPU
        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
        if hard == resource.RLIM_INFINITY or most <= hard:
            resource.setrlimit(resource.RLIMIT_CPU, (most, hard))

    def most_held() -> int:
        """Bytes: the most memory that this process has held; on Linux, its parent's at first."""
        unit = 1 if sys.platform == "darwin" else 1024
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
