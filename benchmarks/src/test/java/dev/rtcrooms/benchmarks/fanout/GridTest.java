package dev.rtcrooms.benchmarks.fanout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rtcrooms.benchmarks.load.RoomGroup;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class GridTest {

  @Test
  void thePointsReachFromOneRoomOfTwoToTheMostConnections() {
    List<GridPoint> points = GridPoint.within(1_000_000);

    assertThat(points)
        .contains(
            new GridPoint(1, 2),
            new GridPoint(10_000, 2),
            new GridPoint(1_000, 10),
            new GridPoint(1, 10_000))
        .allMatch(point -> point.rooms() * point.size() <= GridPoint.CONNECTIONS)
        .hasSize(15);
  }

  @Test
  void whereFewFilesMayBeOpenPointsHaveFewerRoomsOrAreLeftOut() {
    List<GridPoint> points = GridPoint.within(15_000);

    assertThat(points)
        .contains(new GridPoint(7_500, 2), new GridPoint(1, 10_000))
        .allMatch(point -> point.rooms() * point.size() <= 15_000);
    assertThat(GridPoint.within(5_000)).noneMatch(point -> point.size() == 10_000);
  }

  @Test
  void allPointsHaveTheSameLoad() {
    for (GridPoint point : GridPoint.within(20_000)) {
      RoomGroup group = point.workload().groups().get(0);

      assertThat(group.rate() * group.connections())
          .isCloseTo(GridPoint.DELIVERIES_PER_SECOND, within(0.01));
      assertThat(GridPoint.of(point.workload().label())).contains(point);
    }
    assertThat(GridPoint.of("W1")).isEmpty();
  }

  @Test
  void theValuesAreMediansWithTheRatioToThePeer() {
    assertThat(new GridReport(grid()).values())
        .contains("\n1,2,rtc-netty,30.0,", "\n1,2,netty,20.0,")
        .containsPattern("\n1,2,rtc-netty,30.0,NaN,1.50,")
        .containsPattern("\n10,100,rtc-netty,9.0,NaN,1.13,");
  }

  @Test
  void whichServersAreComparedDoesNotDependOnTheirOrder() {
    assertThat(drawn("rtc-netty-earlier", "rtc-netty", "netty")).contains("rtc-netty : netty");
    assertThat(drawn("netty", "rtc-netty")).contains("rtc-netty : netty");
    assertThat(drawn("rtc-jetty", "netty", "jetty")).contains("rtc-jetty : jetty");
    assertThat(drawn("rtc-netty-earlier", "rtc-netty")).contains("rtc-netty : rtc-netty-earlier");
    assertThat(drawn("ws", "nio")).contains("nio : ws");
    assertThat(drawn("nio")).doesNotContain(" : ");
  }

  private static String drawn(String... servers) {
    return new GridReport(Arrays.stream(servers).map(server -> at("1 x 2", server, 10)).toList())
        .draw("");
  }

  @Test
  void thePictureIsXmlWithAPointForEachValue() throws Exception {
    String svg = new GridReport(grid()).draw("a < b & c");

    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    int legend = 2 * 2;
    assertThat(document.getElementsByTagName("circle").getLength()).isEqualTo(2 * 3 + legend);
    assertThat(document.getDocumentElement().getTextContent())
        .contains("rtc-netty : netty", "10 rooms", "a < b & c");
  }

  private static List<Measurement> grid() {
    return List.of(
        at("1 x 2", "rtc-netty", 30),
        at("1 x 2", "netty", 20),
        at("10 x 100", "rtc-netty", 9),
        at("10 x 100", "netty", 8));
  }

  private static Measurement at(String point, String server, double cpu) {
    return new Measurement(server, point, 1, Map.of(Figure.CPU, cpu));
  }
}
