package dev.rtcrooms.spring;

import static org.assertj.core.api.Assertions.assertThat;

import brave.Tracing;
import brave.handler.MutableSpan;
import brave.handler.SpanHandler;
import brave.propagation.TraceContext;
import dev.rtcrooms.Client;
import dev.rtcrooms.RoomsBuilder;
import dev.rtcrooms.message.CustomCommand;
import dev.rtcrooms.micrometer.CommandObservations;
import dev.rtcrooms.testkit.TestRooms;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micrometer.tracing.brave.bridge.BraveBaggageManager;
import io.micrometer.tracing.brave.bridge.BraveCurrentTraceContext;
import io.micrometer.tracing.brave.bridge.BravePropagator;
import io.micrometer.tracing.brave.bridge.BraveTracer;
import io.micrometer.tracing.brave.bridge.W3CPropagation;
import io.micrometer.tracing.handler.PropagatingReceiverTracingObservationHandler;
import io.micrometer.tracing.handler.TracingAwareMeterObservationHandler;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.tracer.common.SpanContext;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** A command is a span of the trace that its client's handshake names, and its exemplar. */
class TracedCommandsTest {

  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String PARENT = "b7ad6b7169203331";

  record Look() implements CustomCommand {}

  static class Looking {
    @RoomCommand("look")
    void look(Client sender, Look command) {}
  }

  private final List<MutableSpan> spans = new ArrayList<>();
  private String exemplars = "";

  @Test
  void aCommandIsASpanOfTheTraceOfTheHandshake() {
    ObservationRegistry registry = ObservationRegistry.create();
    try (Tracing tracing =
        Tracing.newBuilder()
            .propagationFactory(new W3CPropagation())
            .addSpanHandler(new Keeper())
            .build()) {
      BraveTracer tracer =
          new BraveTracer(
              tracing.tracer(),
              new BraveCurrentTraceContext(tracing.currentTraceContext()),
              new BraveBaggageManager());
      PrometheusMeterRegistry meters =
          new PrometheusMeterRegistry(
              PrometheusConfig.DEFAULT,
              new PrometheusRegistry(),
              Clock.SYSTEM,
              new CurrentSpan(tracing));
      registry
          .observationConfig()
          .observationHandler(
              new PropagatingReceiverTracingObservationHandler<>(
                  tracer, new BravePropagator(tracing)))
          .observationHandler(
              new TracingAwareMeterObservationHandler<>(
                  new DefaultMeterObservationHandler(meters), tracer));
      lookAround(registry);
      exemplars = meters.scrape("application/openmetrics-text");
    }

    assertThat(exemplars)
        .containsPattern("rtc_rooms_command_seconds_count.*# .*trace_id=\"" + TRACE + "\"");
    assertThat(spans).hasSize(1);
    assertThat(spans.get(0).name()).isEqualTo("room command look");
    assertThat(spans.get(0).traceId()).isEqualTo(TRACE);
    assertThat(spans.get(0).parentId()).isEqualTo(PARENT);
  }

  @Test
  void withoutTheMetersNothingIsObserved() {
    ObservationRegistry registry = ObservationRegistry.create();
    List<Observation.Context> observed = new ArrayList<>();
    registry.observationConfig().observationHandler(observed::add);
    application(registry)
        .withClassLoader(new FilteredClassLoader(CommandObservations.class))
        .run(
            context -> {
              assertThat(context).hasNotFailed();
              try (TestRooms rooms = TestRooms.with(context.getBean(RoomsBuilder.class))) {
                rooms.join("lobby", "ann").ask(new Look());
              }
            });

    assertThat(observed).isEmpty();
  }

  private static ApplicationContextRunner application(ObservationRegistry registry) {
    return new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(RoomsAutoConfiguration.class))
        .withBean(ObservationRegistry.class, () -> registry)
        .withBean(Looking.class);
  }

  private static void lookAround(ObservationRegistry registry) {
    application(registry)
        .run(
            context -> {
              try (TestRooms rooms = TestRooms.with(context.getBean(RoomsBuilder.class))) {
                rooms
                    .arrival("lobby", "ann")
                    .header("traceparent", "00-" + TRACE + "-" + PARENT + "-01")
                    .join()
                    .ask(new Look());
              }
            });
  }

  /** Tells Prometheus's registry of spans, as Spring Boot's actuator does. */
  private record CurrentSpan(Tracing tracing) implements SpanContext {
    @Override
    public String getCurrentTraceId() {
      return tracing.currentTraceContext().get().traceIdString();
    }

    @Override
    public String getCurrentSpanId() {
      return tracing.currentTraceContext().get().spanIdString();
    }

    @Override
    public boolean isCurrentSpanSampled() {
      return tracing.currentTraceContext().get() != null;
    }

    @Override
    public void markCurrentSpanAsExemplar() {}
  }

  /** Keeps the spans that have ended. */
  private final class Keeper extends SpanHandler {
    @Override
    public boolean end(TraceContext context, MutableSpan span, Cause cause) {
      spans.add(span);
      return true;
    }
  }
}
