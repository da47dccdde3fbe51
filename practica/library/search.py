"""How assets are found: by their words and by the words inside their files."""

from practica.library.models import Asset
from practica.search.registry import declare


def words_of(asset: Asset) -> str:
    return "\n".join([asset.summary, asset.plain, asset.works_when, asset.works_not_when, " ".join(asset.tags)])


declare(
    model="library.asset",
    kind="library",
    title=lambda asset: asset.title,
    text=words_of,
    author=lambda asset: asset.owner_id,
    at=lambda asset: asset.changed_at,
    language=lambda asset: asset.language,
    icon=lambda asset: asset.icon,
    hue=lambda asset: asset.hue,
    details=lambda asset: [asset.kind_label, f"v{asset.version}"],
    is_found=lambda asset: not asset.is_retired,
    is_best=lambda asset: asset.is_shared,
    rows=lambda: Asset.objects.select_related("community", "owner"),
)
