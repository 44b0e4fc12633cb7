from langfuse import Langfuse
from langfuse.media import LangfuseMedia
from langfuse.openai import openai

import story

langfuse = Langfuse(**story.keys)


def begin(**about):
    return langfuse.trace(name=story.name, **about)


def trace():
    told = begin(
        user_id=story.user_id,
        session_id=story.session_id,
        tags=story.tags,
        metadata=story.metadata,
        version=story.version,
        input=story.input,
    )
    told.update(output=story.output)
    return {"traceId": told.id}


def nesting():
    root = begin()
    outer = root.span(name="outer")
    inner = outer.span(name="inner")
    inner.event(name="event")
    inner.end()
    outer.end()
    return {"traceId": root.id}


def generation():
    root = begin()
    answer = root.generation(
        name="answer", model=story.model, model_parameters=story.model_parameters, input=story.messages
    )
    answer.end(output=story.output, usage_details={"input": 1000, "output": 100})
    return {"traceId": root.id}


def update():
    root = begin()
    span = root.span(name="updated")
    span.update(output=story.output, metadata=story.metadata, level="WARNING", status_message="slow")
    span.end()
    return {"traceId": root.id}


def score():
    root = begin()
    span = root.span(name="scored")
    root.score(name="quality", value=0.9, comment="good")
    span.score(name="tone", value="kind")
    span.end()
    return {"traceId": root.id}


def session():
    turns = f"{story.session_id}-turns"
    for turn in ["first", "second"]:
        langfuse.trace(name=turn, session_id=turns)
    return {"sessionId": turns}


def media():
    picture = LangfuseMedia(content_bytes=story.picture, content_type="image/png")
    return {"traceId": begin(input={"picture": picture}).id}


def ask(**how):
    root = begin()
    answer = story.openai_client().chat.completions.create(
        name="ask", trace_id=root.id, model=story.model, messages=story.messages, **how
    )
    if how:
        list(answer)
    openai.flush_langfuse()
    return {"traceId": root.id}


story.tell(
    {
        "trace": trace,
        "nesting": nesting,
        "generation": generation,
        "update": update,
        "score": score,
        "session": session,
        "media": media,
        "openai": ask,
        "openai stream": lambda: ask(stream=True, stream_options={"include_usage": True}),
        "exit": lambda: {"traceId": begin().id},
    }
)
langfuse.shutdown()
