"""The parts of the recipe form: sections that fold, their fields, the curve of the rate, and rules of layers."""
