package dev.rtcrooms.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Client;
import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Role;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.hub.chat.Chat;
import dev.rtcrooms.message.Say;
import dev.rtcrooms.sfu.Sfu;
import dev.rtcrooms.spi.NegotiationOutcome;
import dev.rtcrooms.spi.RefusedEntry;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DashboardTest {

  private static final Path DASHBOARD = Path.of("..", "..", "docs", "grafana-dashboard.json");
  private static final Pattern EXPRESSION = Pattern.compile("\"expr\": \"(.*)\"");

  /**
   * An aggregation with a metric, such as {@code sum by (role) (rate(joins{instance=~"a"}[1m]))}.
   */
  private static final Pattern AGGREGATED =
      Pattern.compile("by \\(([a-z, ]+)\\) \\((?:rate\\()?(\\w+)");

  /** A metric with what it is selected by. */
  private static final Pattern SELECTED = Pattern.compile("(rtc_\\w+)\\{([^}]*)}");

  private static final Pattern LABEL = Pattern.compile("([a-z_]+)(?:=~|!=|!~|=)\"[^\"]*\"");

  /** A line of the text for Prometheus. */
  private static final Pattern SAMPLE = Pattern.compile("(?m)^(rtc_\\w+)(?:\\{(.*)})? ");

  /** Prometheus itself adds it to each sample. */
  private static final String INSTANCE = "instance";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final MetricsListener listener = new MetricsListener(registry);

  @RegisterExtension
  final TestRooms rooms =
      TestRooms.with(
          RtcRooms.builder().secret("a secret of the tests").feature(Chat::new).listener(listener));

  @Test
  void eachMetricAndLabelOfTheDashboardIsInTheTextForPrometheus() throws IOException {
    Map<String, Set<String>> samples = samples();
    List<String> expressions = groups(EXPRESSION, Files.readString(DASHBOARD));

    assertThat(expressions).hasSizeGreaterThan(30);
    for (String escaped : expressions) {
      String expression = escaped.replace("\\\"", "\"");
      for (MatchResult selected : SELECTED.matcher(expression).results().toList()) {
        assertThat(samples).as(expression).containsKey(selected.group(1));
        assertThat(samples.get(selected.group(1)))
            .as(expression)
            .containsAll(groups(LABEL, selected.group(2)));
      }
      for (MatchResult aggregated : AGGREGATED.matcher(expression).results().toList()) {
        assertThat(samples.get(aggregated.group(2)))
            .as(expression)
            .containsAll(List.of(aggregated.group(1).split(", ")));
      }
      assertThat(count(AGGREGATED, expression))
          .as("aggregations that this test understands in %s", expression)
          .isEqualTo(count(Pattern.compile("\\bby\\b"), expression));
      assertThat(count(SELECTED, expression))
          .as("metrics that this test understands in %s", expression)
          .isPositive()
          .isEqualTo(count(Pattern.compile("\\brtc_"), expression));
    }
  }

  private static List<String> groups(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(match -> match.group(1)).toList();
  }

  private static long count(Pattern pattern, String text) {
    return pattern.matcher(text).results().count();
  }

  /** The labels of each metric, after something of each kind has happened. */
  private Map<String, Set<String>> samples() throws IOException {
    new RoomsMetrics(rooms.rooms()).bindTo(registry);
    TestClient ann = rooms.join("lobby", "ann");
    ann.send(new Say("hi"));
    rooms.settle();
    Client client = rooms.rooms().clientsOf("ann").get(0);
    listener.slow(client, 1);
    listener.resumed(client, true);
    listener.negotiated(client.room(), NegotiationOutcome.ANSWERED);
    ann.leave();
    rooms.settle();
    listener.refused(
        new RefusedEntry(
            Role.PARTICIPANT, Optional.empty(), Optional.empty(), CloseReason.NOT_ALLOWED));
    try (Sfu sfu = Sfu.builder().announce(InetAddress.getLoopbackAddress()).build()) {
      new SfuMetrics(sfu).bindTo(registry);
      Map<String, Set<String>> labels = new HashMap<>();
      for (MatchResult sample : SAMPLE.matcher(registry.scrape()).results().toList()) {
        Set<String> known = labels.computeIfAbsent(sample.group(1), name -> new HashSet<>());
        known.add(INSTANCE);
        if (sample.group(2) != null) {
          known.addAll(groups(LABEL, sample.group(2)));
        }
      }
      return labels;
    }
  }
}
