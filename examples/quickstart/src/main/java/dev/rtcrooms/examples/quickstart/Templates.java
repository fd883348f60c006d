package dev.rtcrooms.examples.quickstart;

import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import freemarker.template.TemplateModelException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;

/** The HTML templates beside this class, which escape all that is put into them; any thread. */
final class Templates {

  private final Configuration configuration =
      new Configuration(Configuration.VERSION_2_3_34); // records as hashes; .ftlh escapes HTML

  /**
   * Prepares them.
   *
   * @param assets the path of each of the pages' files, by its name
   */
  Templates(Map<String, String> assets) {
    try {
      configuration.setSharedVariable("assets", assets);
    } catch (TemplateModelException e) {
      throw new IllegalStateException("A map is a template's value", e);
    }
    configuration.setClassForTemplateLoading(Templates.class, "templates");
    configuration.setDefaultEncoding("UTF-8");
    configuration.setLocalizedLookup(false);
    configuration.setNumberFormat("c");
    configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
    configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    configuration.setLogTemplateExceptions(false); // who asked for the page logs it
  }

  /**
   * Fills in a template.
   *
   * @param name without its ending
   * @param model a record or map, whose parts the template names
   */
  String render(String name, Object model) {
    StringWriter html = new StringWriter();
    try {
      configuration.getTemplate(name + ".ftlh").process(model, html);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (TemplateException e) {
      throw new IllegalStateException("The template " + name + " failed", e);
    }
    return html.toString();
  }
}
