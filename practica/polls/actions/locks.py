from practica.polls.models import Poll


def locked(poll: Poll) -> Poll:
    """The poll as it is now, held until the end of the transaction."""
    rows = Poll.objects.select_for_update(of=("self",)).select_related("community", "author", "closed_by")
    return rows.get(pk=poll.pk)
