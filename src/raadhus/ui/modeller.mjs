// What is bundled of the modeller for rules: its editor, under the name that the page's behaviour knows.
import DmnJS from "dmn-js/lib/Modeler";

window.DmnJS = DmnJS;
