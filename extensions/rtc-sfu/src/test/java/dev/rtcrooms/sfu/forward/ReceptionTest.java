package dev.rtcrooms.sfu.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rtcrooms.sfu.rtcp.RtcpHandler;
import dev.rtcrooms.sfu.rtcp.RtcpReader;
import dev.rtcrooms.sfu.rtcp.RtcpWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ReceptionTest {

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final Reception reception = new Reception(90_000);

  private List<Number> report(long now) {
    RtcpWriter writer = new RtcpWriter();
    reception.write(writer, 1, 2, now);
    List<Number> heard = new ArrayList<>();
    RtcpHandler handler =
        new RtcpHandler() {
          @Override
          public void report(int ssrc, int fractionLost, int lost, int lastReport, long delay) {
            heard.addAll(List.of(fractionLost, lost, lastReport, delay));
          }
        };
    assertThat(writer.isEmpty() || RtcpReader.read(writer.bytes(), 0, writer.length(), handler))
        .isTrue();
    return heard;
  }

  private void receive(long number) {
    reception.received(0x10000 + number, 3000 * number, number * SECOND / 30);
  }

  @Test
  void hasNothingToReportAtFirst() {
    assertThat(report(0)).isEmpty();
  }

  @Test
  void reportsLossesOfEachIntervalAndOfAll() {
    for (int i = 0; i < 100; i++) {
      if (i % 4 != 1) {
        receive(i);
      }
    }
    assertThat(report(0)).containsExactly(64, 25, 0, 0L);
    for (int i = 100; i < 200; i++) {
      receive(i);
    }
    assertThat(report(0)).containsExactly(0, 25, 0, 0L);
  }

  @Test
  void saysWhenTheLastReportCame() {
    receive(0);
    reception.senderReport(0x1122334455667788L, 5, 10 * SECOND);
    assertThat(report(10 * SECOND + SECOND / 2)).containsExactly(0, 0, 0x33445566, 32_768L);
  }

  @Test
  void theSendersClockAndTimestampsGoOnTogether() {
    reception.senderReport(7L << 32, 90_000, 10 * SECOND);
    long later = 12 * SECOND + SECOND / 4;
    assertThat(reception.ntp(later) / (double) (1L << 32)).isCloseTo(9.25, within(1e-6));
    assertThat(reception.timestamp(later)).isEqualTo(90_000 + 202_500);
  }
}
