"""The story by an SDK that speaks OpenTelemetry."""

from langfuse import Langfuse, propagate_attributes
from langfuse.media import LangfuseMedia

import story


def tell(describe_trace):
    """`describe_trace` is how this generation says what goes into a trace and comes out of it."""
    langfuse = Langfuse(**story.keys)

    def begin(**about):
        return langfuse.start_observation(name=story.name, **about)

    def single(**about):
        span = begin(**about)
        span.end()
        return {"traceId": span.trace_id}

    def trace():
        attributes = {
            "trace_name": story.name,
            "user_id": story.user_id,
            "session_id": story.session_id,
            "tags": story.tags,
            "metadata": story.metadata,
            "version": story.version,
        }
        with propagate_attributes(**attributes):
            span = begin()
            describe_trace(span, input=story.input, output=story.output)
            span.end()
        return {"traceId": span.trace_id}

    def nesting():
        root = begin()
        outer = root.start_observation(name="outer", as_type="span")
        inner = outer.start_observation(name="inner", as_type="span")
        inner.create_event(name="event")
        for span in [inner, outer, root]:
            span.end()
        return {"traceId": root.trace_id}

    def generation():
        root = begin()
        answer = root.start_observation(
            name="answer",
            as_type="generation",
            model=story.model,
            model_parameters=story.model_parameters,
            input=story.messages,
        )
        answer.update(output=story.output, usage_details={"input": 1000, "output": 100})
        answer.end()
        root.end()
        return {"traceId": root.trace_id}

    def update():
        root = begin()
        span = root.start_observation(name="updated", as_type="span")
        span.update(output=story.output, metadata=story.metadata, level="WARNING", status_message="slow")
        span.end()
        root.end()
        return {"traceId": root.trace_id}

    def score():
        root = begin()
        span = root.start_observation(name="scored", as_type="span")
        span.score_trace(name="quality", value=0.9, comment="good")
        span.score(name="tone", value="kind")
        span.end()
        root.end()
        return {"traceId": root.trace_id}

    def session():
        turns = f"{story.session_id}-turns"
        for turn in ["first", "second"]:
            with propagate_attributes(session_id=turns, trace_name=turn):
                single()
        return {"sessionId": turns}

    def media():
        picture = LangfuseMedia(content_bytes=story.picture, content_type="image/png")
        return single(input={"picture": picture})

    def ask(**how):
        with langfuse.start_as_current_observation(name=story.name) as root:
            answer = story.openai_client().chat.completions.create(
                name="ask", model=story.model, messages=story.messages, **how
            )
            if how:
                list(answer)
            return {"traceId": root.trace_id}

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
            "exit": single,
        }
    )
    langfuse.shutdown()
