package dev.rtcrooms;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** Checks the POMs as they are published, which the build writes to {@code .flattened-pom.xml}. */
class PublishedPomsTest {
  private static final XPath XPATH = XPathFactory.newInstance().newXPath();
  private static final String PROJECT = "https://github.com/rtcrooms/rtc-rooms";

  static List<String> published() {
    return Stream.concat(Stream.of("rtc-bom"), Checkout.LIBRARY.stream()).toList();
  }

  @ParameterizedTest
  @MethodSource("published")
  void aPomHasWhatMavenCentralAsksFor(String module) throws Exception {
    Document pom = flattened(module);
    String name = module.substring(module.lastIndexOf('/') + 1);

    assertThat(text(pom, "/project/groupId")).isEqualTo("dev.rtcrooms");
    assertThat(text(pom, "/project/artifactId")).isEqualTo(name);
    assertThat(text(pom, "/project/name")).startsWith("RTC Rooms");
    assertThat(text(pom, "/project/description")).endsWith(".");
    assertThat(text(pom, "/project/url")).isEqualTo(PROJECT);
    assertThat(text(pom, "/project/licenses/license/name")).isEqualTo("Apache-2.0");
    assertThat(text(pom, "/project/licenses/license/url")).startsWith("https://www.apache.org/");
    assertThat(text(pom, "/project/developers/developer/name")).isEqualTo("The RTC Rooms authors");
    assertThat(text(pom, "/project/scm/url")).isEqualTo(PROJECT);
    assertThat(text(pom, "/project/scm/connection")).isEqualTo("scm:git:" + PROJECT + ".git");
    assertThat(text(pom, "/project/scm/developerConnection"))
        .isEqualTo("scm:git:git@github.com:rtcrooms/rtc-rooms.git");
  }

  @ParameterizedTest
  @MethodSource("published")
  void aPomStandsAlone(String module) throws Exception {
    Document pom = flattened(module);
    String version = text(pom, "/project/version");

    assertThat(version).isNotEmpty();
    assertThat(texts(pom, "//parent | //repositories | //pluginRepositories | //build")).isEmpty();
    assertThat(texts(pom, "//text()[contains(., '${')]")).isEmpty();
    assertThat(texts(pom, "//dependency[not(version)]")).isEmpty();
    assertThat(texts(pom, "//dependency[scope = 'test' or scope = 'system']")).isEmpty();
    assertThat(texts(pom, "//dependency[groupId = 'dev.rtcrooms']/version")).isSubsetOf(version);
    assertThat(texts(pom, "//dependency[groupId != 'dev.rtcrooms']/version"))
        .noneMatch(each -> each.contains("SNAPSHOT") || each.contains("["));
  }

  @Test
  void theBomListsEachPublishedModule() throws Exception {
    List<String> names =
        Checkout.LIBRARY.stream().map(each -> each.substring(each.lastIndexOf('/') + 1)).toList();

    String managed = "/project/dependencyManagement/dependencies/dependency/artifactId";
    assertThat(texts(flattened("rtc-bom"), managed)).containsExactlyInAnyOrderElementsOf(names);
  }

  @Test
  void theRootPomManagesTheSameModules() throws Exception {
    String managed =
        "/project/dependencyManagement/dependencies/dependency[groupId = 'dev.rtcrooms']";
    Document root = parse(Checkout.ROOT.resolve("pom.xml"));
    Document bom = parse(Checkout.ROOT.resolve("rtc-bom/pom.xml"));
    assertThat(texts(root, managed)).containsAll(texts(bom, managed));
  }

  @Test
  void noOtherModuleIsPublished() throws Exception {
    List<String> published = new ArrayList<>();
    addPublished("", published);

    assertThat(published).containsExactlyInAnyOrderElementsOf(published());
  }

  private static void addPublished(String module, List<String> published) throws Exception {
    Path folder = Checkout.ROOT.resolve(module);
    Document pom = parse(folder.resolve("pom.xml"));
    for (String child : texts(pom, "/project/modules/module")) {
      addPublished(module.isEmpty() ? child : module + "/" + child, published);
    }
    if (!skipped(pom, folder)) {
      published.add(module);
    }
  }

  private static boolean skipped(Document pom, Path folder) throws Exception {
    String skip = "/project/properties/maven.deploy.skip";
    String here =
        "/project/build/plugins/plugin[artifactId = 'maven-deploy-plugin']/configuration/skip";
    Path parent = folder.resolve("../pom.xml");
    return "true".equals(text(pom, here))
        || "true".equals(text(pom, skip))
        || (!folder.equals(Checkout.ROOT) && "true".equals(text(parse(parent), skip)));
  }

  private static Document flattened(String module) throws Exception {
    return parse(Checkout.ROOT.resolve(module).resolve(".flattened-pom.xml"));
  }

  private static Document parse(Path file) throws Exception {
    assertThat(Files.exists(file)).as("%s exists", file).isTrue();
    return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
  }

  private static String text(Document pom, String path) throws Exception {
    return XPATH.evaluate(path, pom);
  }

  private static List<String> texts(Document pom, String path) throws Exception {
    NodeList nodes = (NodeList) XPATH.evaluate(path, pom, XPathConstants.NODESET);
    return IntStream.range(0, nodes.getLength())
        .mapToObj(each -> nodes.item(each).getTextContent())
        .toList();
  }
}
