// The quiz, without loading the page at every step.
import { attachSteps } from "./steps.js";

attachSteps();
