"""Takes the solutions out of what is handed out."""

from nbgrader import preprocessors

from classroom.checks import stubs


class ClearSolutions(preprocessors.ClearSolutions):
    """Takes solutions out exactly as in the students' own notebooks."""

    def preprocess_cell(self, cell, resources, index):
        if stubs.BEGIN in cell.source and cell.cell_type == "code":
            cell.source = stubs.stub(cell.source)
            return cell, resources
        return super().preprocess_cell(cell, resources, index)
