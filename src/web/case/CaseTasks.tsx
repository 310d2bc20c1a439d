import { Button } from '@mantine/core'
import { useId, useState, type FormEvent } from 'react'
import type { CasePageJson } from '../../api/case.ts'
import { addCaseTask, finishCaseTask } from '../../api/caseWork.ts'
import { call } from '../client.ts'
import { useWords } from '../i18n/useWords.ts'
import { endOfDay } from './days.ts'
import { useWork, type Work } from './useWork.ts'

/** What is to be done about the case. */
export function CaseTasks({ each, isWorking }: { each: CasePageJson; isWorking: boolean }) {
  const { say, formats } = useWords()
  const work = useWork()
  const { id, tasks } = each
  const mayWork = isWorking && each.state !== 'confirmed' && each.state !== 'withdrawn'
  const finish = (task: number) => void work.attempt(() => call(finishCaseTask, { params: { id, task }, body: {} }))
  return (
    <section className="case-card" aria-labelledby="case-tasks">
      <h2 id="case-tasks">{say('case.tasks')}</h2>
      {tasks.length === 0 && <p className="faint">{say('case.noTasks')}</p>}
      <ul className="case-tasks">
        {tasks.map((task) => (
          <li key={task.id} data-done={task.doneAt !== null}>
            <label>
              <input
                type="checkbox"
                checked={task.doneAt !== null}
                disabled={!mayWork || task.doneAt !== null || work.isBusy}
                onChange={() => finish(task.id)}
              />
              {task.title}
            </label>
            <span className="faint">
              {task.doneAt !== null && task.doneBy !== null
                ? say('case.taskDone', { name: task.doneBy.name, time: formats.shortMoment(Date.parse(task.doneAt)) })
                : task.dueAt !== null && say('case.by', { time: formats.shortMoment(Date.parse(task.dueAt)), ago: '' })}
            </span>
          </li>
        ))}
      </ul>
      <p role="alert" className="entry-wrong">
        {work.wrong}
      </p>
      {mayWork && <NewTask id={id} work={work} />}
    </section>
  )
}

function NewTask({ id, work }: { id: string; work: Work }) {
  const { say } = useWords()
  const field = useId()
  const [title, setTitle] = useState('')
  const [due, setDue] = useState('')
  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (title.trim() === '') return
    const body = { title, dueAt: due === '' ? null : endOfDay(due) }
    if (!(await work.attempt(() => call(addCaseTask, { params: { id }, body })))) return
    setTitle('')
    setDue('')
  }
  return (
    <form className="case-task-new" onSubmit={(event) => void submit(event)}>
      <label className="hidden" htmlFor={field}>
        {say('case.taskTitle')}
      </label>
      <input
        id={field}
        className="choice"
        placeholder={say('case.taskTitle')}
        maxLength={500}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <label className="hidden" htmlFor={`${field}-due`}>
        {say('case.taskDue')}
      </label>
      <input id={`${field}-due`} className="choice" type="date" value={due} onChange={(event) => setDue(event.currentTarget.value)} />
      <Button type="submit" size="compact-md" variant="default" disabled={work.isBusy}>
        {say('case.taskAdd')}
      </Button>
    </form>
  )
}
