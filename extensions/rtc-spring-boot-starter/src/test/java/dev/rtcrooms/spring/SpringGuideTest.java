package dev.rtcrooms.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.AttributeKey;
import dev.rtcrooms.Role;
import dev.rtcrooms.User;
import dev.rtcrooms.client.RoomClient;
import dev.rtcrooms.json.JsonText;
import dev.rtcrooms.message.Hello;
import dev.rtcrooms.spi.Authenticator;
import dev.rtcrooms.transport.Handshake;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.security.authentication.TestingAuthenticationToken;

/** The Java of the guides for Spring Boot compiles, and the smallest application has a room. */
class SpringGuideTest {

  private static final List<String> GUIDES = List.of("spring-boot.md", "migrating.md");

  /** As a project made by start.spring.io, whose package is scanned; each block has its own. */
  private static final String PACKAGE = "guide";

  private static final Pattern BLOCK =
      Pattern.compile("^```java\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern TYPE =
      Pattern.compile("^(?:public )?class (\\w+)", Pattern.MULTILINE);

  @TempDir private static Path folder;

  @BeforeAll
  static void everySnippetCompiles() throws IOException {
    List<Path> sources = new ArrayList<>();
    for (String guide : GUIDES) {
      Matcher block = BLOCK.matcher(Files.readString(Path.of("..", "..", "docs", guide)));
      while (block.find()) {
        Matcher type = TYPE.matcher(block.group(1));
        assertThat(type.find()).as("a class in %s", block.group(1)).isTrue();
        String name = PACKAGE + sources.size();
        Path own = Files.createDirectories(folder.resolve(name));
        Path source = own.resolve(type.group(1) + ".java");
        sources.add(Files.writeString(source, "package " + name + ";\n" + block.group(1)));
      }
    }
    assertThat(sources).hasSizeGreaterThan(4);
    compile(sources);
  }

  private static void compile(List<Path> sources) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      List<String> options = List.of("-proc:none", "-parameters", "-d", folder.toString());
      var units = files.getJavaFileObjectsFromPaths(sources);
      assertThat(compiler.getTask(messages, files, null, options, null, units).call())
          .as("%s", messages)
          .isTrue();
    }
  }

  @Test
  void theSmallestApplicationHasAWorkingRoom() throws Exception {
    URL[] path = {folder.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(path, getClass().getClassLoader())) {
      Class<?> application = Class.forName(PACKAGE + "0.MeetApplication", false, loader);
      try (var running =
          new SpringApplicationBuilder(application)
              .properties(School.ON_TOMCAT, "server.port=0", "RTC_SECRET=a secret of the guide")
              .properties("rtc.rooms.secret=${RTC_SECRET}")
              .properties("spring.security.user.name=ann", "spring.security.user.password=chalk")
              .properties("logging.level.root=warn", "spring.main.banner-mode=off")
              .run()) {
        Visitor ann = new Visitor(School.address(running));
        ann.logIn("ann", "chalk"); // Spring Security is on the class path of this test

        HttpResponse<String> created = ann.get("/room/create");
        assertThat(created.statusCode()).isEqualTo(303);
        String room = URI.create(created.headers().firstValue("Location").orElseThrow()).getPath();
        assertThat(ann.get(room).body()).contains("You are ann");
        try (RoomClient client = ann.client(room).build()) {
          Hello hello = client.connect().get(60, TimeUnit.SECONDS);
          assertThat(hello.member().user().name()).isEqualTo("ann");
        }
      }
    }
  }

  /** The account comes from the application, and the password stays where it is. */
  @Test
  void theLoginReachesFeaturesAsAttributes() throws Exception {
    URL[] path = {folder.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(path, getClass().getClassLoader())) {
      Class<?> account = classOfGuide("OurUsers$Account", loader);
      Object ann = made(account, "7", "Ann Smith", "music");
      Authenticator users = (Authenticator) made(classOfGuide("OurUsers", loader));
      Principal login = new TestingAuthenticationToken(ann, "the password", "ROLE_TEACHER");

      User user = users.authenticate(Handshake.of(Role.PARTICIPANT, "room").withPrincipal(login));

      assertThat(user.withoutAttributes()).isEqualTo(User.of("7", "Ann Smith"));
      Field key = account.getDeclaredField("KEY");
      key.setAccessible(true);
      assertThat(user.attributes().get((AttributeKey<?>) key.get(null))).get().isEqualTo(ann);
      assertThat(user.attributes().get(Authorities.KEY))
          .contains(new Authorities(List.of("ROLE_TEACHER")));
      assertThat(JsonText.object(user.attributes().fields()::writeTo))
          .contains("music")
          .doesNotContain("password");
    }
  }

  private static Class<?> classOfGuide(String name, ClassLoader loader) throws Exception {
    try (Stream<Path> files = Files.walk(folder)) {
      Path file = files.filter(each -> each.endsWith(name + ".class")).findFirst().orElseThrow();
      return Class.forName(file.getParent().getFileName() + "." + name, true, loader);
    }
  }

  private static Object made(Class<?> type, Object... arguments) throws Exception {
    Constructor<?> constructor = type.getDeclaredConstructors()[0];
    constructor.setAccessible(true);
    return constructor.newInstance(arguments);
  }
}
