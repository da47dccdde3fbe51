"""The addresses of joint work: the verb in the address is the view and the action."""

from django.urls import path

from practica.work.views import asks, commitments, holding, initiatives, pages, tasks

app_name = "work"
urlpatterns = [
    path("", pages.mine, name="mine"),
    path("in/<slug:slug>/", pages.community, name="community"),
    path("in/<slug:slug>/commit/", commitments.commit, name="commit"),
    path("in/<slug:slug>/tasks/", pages.tasks, name="tasks"),
    path("in/<slug:slug>/tasks/add/", tasks.add, name="add_task"),
    path("in/<slug:slug>/together/", pages.together, name="together"),
    path("in/<slug:slug>/initiatives/", initiatives.initiatives, name="initiatives"),
    path("in/<slug:slug>/initiatives/propose/", initiatives.propose, name="propose"),
    path("initiatives/<int:pk>/", initiatives.initiative, name="initiative"),
    path("initiatives/<int:pk>/change/", initiatives.change, name="change_initiative"),
    path("initiatives/<int:pk>/join/", initiatives.join, name="join"),
    path("initiatives/<int:pk>/leave/", initiatives.leave, name="leave"),
    path("initiatives/<int:pk>/lead/", initiatives.lead, name="lead"),
    path("initiatives/<int:pk>/set-out/", initiatives.set_out, name="set_out"),
    path("initiatives/<int:pk>/deliver/", initiatives.deliver, name="deliver"),
    path("initiatives/<int:pk>/review/", initiatives.review, name="review"),
    path("initiatives/<int:pk>/close/", initiatives.close, name="close"),
    path("initiatives/<int:pk>/abandon/", initiatives.abandon, name="abandon"),
    path("commitments/<int:pk>/", commitments.commitment, name="commitment"),
    path("commitments/<int:pk>/keep/", commitments.keep, name="keep"),
    path("commitments/<int:pk>/unkeep/", commitments.unkeep, name="unkeep"),
    path("commitments/<int:pk>/renegotiate/", commitments.renegotiate, name="renegotiate"),
    path("commitments/<int:pk>/let-go/", commitments.let_go, name="let_go"),
    path("tasks/<int:pk>/", tasks.task, name="task"),
    path("tasks/<int:pk>/change/", tasks.change, name="change_task"),
    path("tasks/<int:pk>/drop/", tasks.drop, name="drop_task"),
    path("tasks/<int:pk>/take/", holding.take, name="take"),
    path("tasks/<int:pk>/start/", holding.start, name="start"),
    path("tasks/<int:pk>/finish/", holding.finish, name="finish"),
    path("tasks/<int:pk>/reopen/", holding.reopen, name="reopen"),
    path("tasks/<int:pk>/give-back/", holding.give_back, name="give_back"),
    path("tasks/<int:pk>/renegotiate/", holding.renegotiate, name="renegotiate_task"),
    path("tasks/<int:pk>/ask/", asks.ask, name="ask"),
    path("asks/<int:pk>/accept/", asks.accept, name="accept"),
    path("asks/<int:pk>/decline/", asks.decline, name="decline"),
]
