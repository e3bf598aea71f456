"""Style and scripts under names that change with their content, so that they can be kept for ever by whoever fetched them."""

from django.contrib.staticfiles.storage import ManifestStaticFilesStorage


class Storage(ManifestStaticFilesStorage):
    """Django's hashed names; the files stand in the public folder, beside the pages that ask for them."""

    manifest_strict = True
    max_post_process_passes = 1
