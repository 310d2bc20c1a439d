import {
  getEmployees as employeesContract,
  getTeams as teamsContract,
  patchEmployee,
  postEmployee,
  postInvitation,
  putTeam,
} from '../../api/employee.ts'
import { mailLink } from './mailLink.ts'
import type { Parts } from '../http/parts.ts'
import { HttpProblem, notFound } from '../http/problem.ts'
import { route, type Route } from '../http/route.ts'
import { changeEmployee, createEmployee, keepTeam } from './changeEmployee.ts'
import { getEmployee, getEmployees, getTeams } from '../employee/getEmployees.ts'

/** The doors to those who work here. */
export function employeeRoutes(parts: Parts): Route[] {
  const { database, clock, people } = parts

  async function found(id: number) {
    const employee = await getEmployee(database, id, clock())
    if (employee === null) throw notFound(`employee ${id}`)
    return employee
  }

  async function invite(id: number) {
    const sent = await mailLink(parts, { id }, 'invitation')
    if (sent === null) {
      await found(id)
      throw new HttpProblem(409, 'contradicts', 'They have left.', { detail: 'Make them active first.' })
    }
    return { employee: await found(id), ...sent }
  }

  return [
    route(teamsContract, () => getTeams(database, clock())),
    route(putTeam, async ({ params, body }) => {
      await keepTeam(database, params.key, body)
      return (await getTeams(database, clock())).teams.find(({ key }) => key === params.key)!
    }),
    route(employeesContract, async () => ({ items: await getEmployees(database, clock()) })),
    route(postEmployee, async ({ body }) => invite(await createEmployee(database, body, clock()))),
    route(postInvitation, ({ params }) => invite(params.id)),
    route(patchEmployee, async ({ params, body }) => {
      await changeEmployee(database, params.id, body, clock())
      people.forget()
      return found(params.id)
    }),
  ]
}
