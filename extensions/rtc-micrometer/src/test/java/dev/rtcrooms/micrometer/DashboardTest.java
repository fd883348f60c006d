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
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DashboardTest {

  private static final Path DASHBOARD = Path.of("..", "..", "docs", "grafana-dashboard.json");
  private static final Pattern METRIC = Pattern.compile("rtc_(?:rooms|sfu)_[a-z_]+");
  private static final Pattern SAMPLE = Pattern.compile("(?m)^rtc_(?:rooms|sfu)_[a-z_]+");

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final MetricsListener listener = new MetricsListener(registry);

  @RegisterExtension
  final TestRooms rooms =
      TestRooms.with(
          RtcRooms.builder().secret("a secret of the tests").feature(Chat::new).listener(listener));

  @Test
  void eachMetricOfTheDashboardIsInTheTextForPrometheus() throws IOException {
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

      assertThat(names(SAMPLE, registry.scrape()))
          .containsAll(names(METRIC, Files.readString(DASHBOARD)));
    }
  }

  private static Set<String> names(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
  }
}
