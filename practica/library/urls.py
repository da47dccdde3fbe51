"""The library's addresses: the verb in the address is the view and the action."""

from django.urls import path

from practica.library import feeds
from practica.library.views import assets, changes, collections, shelves, writing

app_name = "library"
urlpatterns = [
    path("", shelves.organisation, name="organisation"),
    path("in/<slug:slug>/", shelves.community, name="community"),
    path("in/<slug:slug>/add/", writing.choose_kind, name="choose_kind"),
    path("in/<slug:slug>/add/<str:kind>/", writing.add, name="add"),
    path("<int:pk>/", assets.asset, name="asset"),
    path("<int:pk>/change/", writing.change, name="change"),
    path("<int:pk>/versions/", changes.versions, name="versions"),
    path("<int:pk>/versions/<int:number>/", changes.version, name="version"),
    path("<int:pk>/versions/<int:number>/restore/", changes.restore, name="restore"),
    path("<int:pk>/share/", assets.share, name="share"),
    path("<int:pk>/unshare/", assets.unshare, name="unshare"),
    path("<int:pk>/retire/", assets.retire, name="retire"),
    path("<int:pk>/return/", assets.bring_back, name="return"),
    path("<int:pk>/hand-over/", assets.hand_over, name="hand_over"),
    path("<int:pk>/shelve/", collections.shelve, name="shelve"),
    path("in/<slug:slug>/collections/start/", collections.start, name="start_collection"),
    path("collections/", collections.collections, name="collections"),
    path("collections/<int:pk>/", collections.collection, name="collection"),
    path("collections/<int:pk>/change/", collections.change, name="change_collection"),
    path("collections/<int:pk>/remove/", collections.remove, name="remove_collection"),
    path("collections/<int:pk>/take-off/<int:asset_pk>/", collections.take_off, name="take_off"),
    path("preview/", writing.preview, name="preview"),
    path("feeds/", feeds.addresses, name="feeds"),
    path("feeds/new/", feeds.new_address, name="new_feed_address"),
    path("feeds/<str:token>/new.atom", feeds.everything, name="feed"),
    path("feeds/<str:token>/<slug:slug>.atom", feeds.of_community, name="community_feed"),
]
