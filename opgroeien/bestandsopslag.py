"""Where the files lie, from the environment: a folder, or an S3 bucket (any maker: the address is a variable)."""

from pathlib import Path
from typing import Any

from opgroeien import omgeving as env


def bestandsopslag(productie: bool, standaardmap: Path) -> dict[str, Any]:
    """Return the storage as Django's `STORAGES` wants it. With `S3_EMMER` it is that bucket, else the folder `BESTANDEN_MAP`.

    Raises:
        ImproperlyConfigured: production, and neither says where.
    """
    if emmer := env.tekst("S3_EMMER", ""):
        return {
            "BACKEND": "storages.backends.s3.S3Storage",
            "OPTIONS": {
                "bucket_name": emmer,
                "endpoint_url": env.tekst("S3_ADRES", "") or None,
                "region_name": env.tekst("S3_REGIO", "") or None,
                "access_key": env.tekst("S3_SLEUTEL", "") or None,
                "secret_key": env.tekst("S3_GEHEIM", "") or None,
                "location": env.tekst("S3_MAP", ""),
                "default_acl": None,  # as the bucket says; never public by us
                "querystring_auth": True,
                "file_overwrite": True,  # the name is the sum of the content: writing it twice writes the same
                "max_memory_size": 1_000_000,  # bytes; above it a file that is read waits on disk
                "object_parameters": {"ChecksumAlgorithm": "SHA256"},  # the bucket refuses what was damaged on the way
            },
        }
    map_ = env.tekst("BESTANDEN_MAP", None if productie else str(standaardmap))
    return {
        "BACKEND": "kern.bestanden.opslag.Schijfopslag",
        "OPTIONS": {"location": map_, "base_url": None, "directory_permissions_mode": 0o750},
    }
